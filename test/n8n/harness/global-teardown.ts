export { endSharedN8n as default } from './global-setup';

export * from './execution';
export * from './n8n';
export * from './pack';
export * from './editor';
export * from './shared';
export { NEWEST, versionUnderTest, type N8nVersion } from './paths';
export type { InstalledPackage } from './user-folder';
export * from './scriptedModel';

/** Stands in jest for modules that n8n-core loads and no test uses: whatever is taken out of it is an empty class. */
module.exports = new Proxy({}, { get: (_, name) => (name === '__esModule' ? true : class {}) });

const { src, dest } = require('gulp');

/** Copies what tsc leaves behind: the icons and the codex files, to the same place under dist. */
function buildAssets() {
	return src(['nodes/**/*.svg', 'nodes/**/*.node.json', 'credentials/**/*.svg'], {
		base: '.',
		encoding: false,
	}).pipe(dest('dist'));
}

exports['build:assets'] = buildAssets;

/** A part of the editor by the name that n8n's own tests know it by. */
export const id = (name: string) => `[data-test-id="${name}"]`;

/** The parts of n8n's editor that tests touch, in the words of 1.123 and 2.41: where they differ, both stand here. */
export const PARTS = {
	// the canvas
	canvas: id('canvas'),
	node: `${id('canvas-node')}:not(:has(${id('sticky')}))`,
	box: '[data-test-id^="canvas-"][data-test-id$="-node"]',
	firstStep: id('canvas-plus-button'),
	addNode: `${id('node-creator-plus-button')}, ${id('canvas-plus-button')}`,
	zoomToFit: id('zoom-to-fit'),
	importInput: id('workflow-import-input'),
	// the nodes panel
	searchBar: id('node-creator-search-bar'),
	found: id('node-creator-item-name'),
	group: id('node-creator-category-item'),
	// the panel of a node
	panel: id('node-parameters'),
	execute: id('node-execute-button'),
	output: id('output-panel'),
	errorMessage: id('node-error-message'),
	locatorInput: id('rlc-input'),
	locatorEntry: id('rlc-item'),
	option: '.el-select-dropdown__item',
	// credentials
	addCredential: id('add-resource-credential'),
	credentialType: id('new-credential-type-select'),
	credentialTypeEntry: id('new-credential-type-select-option'),
	credentialContinue: id('new-credential-type-button'),
	credentialSave: id('credential-save-button'),
	credentialBody: id('node-credentials-config-container'),
	credentialWorks: id('credentials-config-container-test-success'),
	credentialFails: 'text=/Couldn.t connect with these settings/',
} as const;

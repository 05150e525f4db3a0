/** Ids of the lists that the pickers of the editor's rows offer. */
export const SOURCES = 'source-fields';
export const TARGETS = 'target-fields';

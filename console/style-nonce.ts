/**
 * Names the style elements that the component library makes, so that no other inline style counts.
 * The pages are static files, so it cannot change with each answer; scripts have none: every script
 * is a file of our own.
 */
export const STYLE_NONCE = 'xietong-console'

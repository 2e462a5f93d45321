import { STYLE_NONCE } from '../../style-nonce'

/**
 * Style elements made by scripts carry the name that the page's policy lets through. The component
 * library names some of them itself and forgets others; every script is ours, so all may.
 */
export function nameOwnStyles(): void {
  const create = document.createElement.bind(document)
  const named = (tag: string, options?: ElementCreationOptions) => {
    const element = create(tag, options)
    if (tag === 'style') {
      element.nonce = STYLE_NONCE
    }
    return element
  }
  document.createElement = named as typeof document.createElement
}

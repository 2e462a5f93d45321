type Child = Node | string | null | false

type Props = Partial<{
  class: string
  type: string
  title: string
  value: string
  disabled: boolean
  checked: boolean
  src: string
  href: string
  target: string
  role: string
  label: string
  pressed: boolean
  name: string
  min: string
  onclick: () => void
  onchange: (value: string, checked: boolean) => void
}>

/** Makes an element. Text goes in as text, so nothing that arrived from outside becomes markup. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  const { onclick, onchange, class: className, label, pressed, ...plain } = props
  if (className) element.className = className
  if (label) element.setAttribute('aria-label', label)
  if (pressed !== undefined) element.setAttribute('aria-pressed', String(pressed))
  Object.assign(element, plain)
  if (onclick) element.addEventListener('click', onclick)
  if (onchange) {
    element.addEventListener('change', () => {
      const field = element as unknown as HTMLInputElement
      onchange(field.value, field.checked === true)
    })
  }
  for (const child of children) if (child !== null && child !== false) element.append(child)
  return element
}

export function byId(id: string): HTMLElement {
  const found = document.getElementById(id)
  if (!found) throw new Error(`no #${id}`)
  return found
}

export const button = (words: string, onclick: () => void, kind = 'small'): HTMLButtonElement =>
  el('button', { class: `button ${kind}`, type: 'button', onclick }, words)

let hiding: ReturnType<typeof setTimeout> | undefined

export function say(words: string): void {
  const toast = byId('toast')
  toast.textContent = words
  toast.classList.add('shown')
  clearTimeout(hiding)
  hiding = setTimeout(() => toast.classList.remove('shown'), 3_500)
}

/** Replaces the content only when what it shows has changed, so that open menus stay open. */
export function keep(host: HTMLElement, state: unknown, draw: () => Node[]): void {
  const text = JSON.stringify(state)
  if (host.dataset.state === text) return
  host.dataset.state = text
  host.replaceChildren(...draw())
}

export const cardHead = (title: string, ...rest: Child[]): HTMLElement =>
  el('div', { class: 'card-head' }, el('h2', {}, title), ...rest)

export const space = (): HTMLElement => el('span', { class: 'space' })

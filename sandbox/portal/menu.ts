import { el } from './dom'

export interface MenuItem {
  words: string
  note: string
  run: () => void
}

/** A list below its button; closed by choosing, by Escape, or by a click elsewhere. */
export function openMenu(host: HTMLElement, items: MenuItem[]): void {
  const open = host.querySelector('.menu')
  if (open) {
    open.remove()
    return
  }
  const close = () => {
    menu.remove()
    document.removeEventListener('click', outside)
    document.removeEventListener('keydown', onEscape)
  }
  const outside = (event: Event) => {
    if (!host.contains(event.target as Node)) close()
  }
  const onEscape = (event: KeyboardEvent) => {
    if (event.key === 'Escape') close()
  }
  const menu = el('div', { class: 'menu' })
  for (const item of items) {
    const choose = () => {
      close()
      item.run()
    }
    menu.append(
      el(
        'button',
        { type: 'button', onclick: choose },
        el('div', { class: 'strong' }, item.words),
        el('div', { class: 'sub' }, item.note),
      ),
    )
  }
  host.append(menu)
  document.addEventListener('click', outside)
  document.addEventListener('keydown', onEscape)
  menu.querySelector('button')?.focus()
}

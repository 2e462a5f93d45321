/**
 * A panel over the page, made with plain DOM: it stands in for windows that WeChat itself opens
 * (cashier, scanner, consent), which exist outside the pages of an app.
 */
export interface SheetChoice<Value> {
  readonly label: string
  readonly value: Value
  readonly primary?: boolean
}

export interface SheetOptions<Value> {
  readonly title: string
  readonly lines: readonly string[]
  /** Shown large, for example an amount. */
  readonly figure?: string
  /** Label of a text field, when one is wanted. */
  readonly field?: string
  readonly choices: readonly SheetChoice<Value>[]
  /** Closes the panel from outside, with this answer. */
  readonly until?: Promise<Value>
}

export interface SheetAnswer<Value> {
  readonly value: Value
  readonly text: string
}

export function browserSheet<Value>(options: SheetOptions<Value>): Promise<SheetAnswer<Value>> {
  return new Promise((resolve) => {
    const mask = element('div', 'wechat-sheet-mask')
    const panel = element('div', 'wechat-sheet')
    panel.setAttribute('role', 'dialog')
    panel.setAttribute('aria-label', options.title)
    panel.append(element('div', 'wechat-sheet-title', options.title))
    if (options.figure) panel.append(element('div', 'wechat-sheet-figure', options.figure))
    for (const line of options.lines) panel.append(element('div', 'wechat-sheet-line', line))
    const field = document.createElement('input')
    field.className = 'wechat-sheet-field'
    if (options.field) {
      field.setAttribute('aria-label', options.field)
      field.placeholder = options.field
      panel.append(field)
    }
    for (const choice of options.choices) {
      const kind = choice.primary ? 'wechat-sheet-primary' : 'wechat-sheet-plain'
      const button = element('button', kind, choice.label)
      button.addEventListener('click', () => {
        mask.remove()
        resolve({ value: choice.value, text: field.value.trim() })
      })
      panel.append(button)
    }
    void options.until?.then((value) => {
      mask.remove()
      resolve({ value, text: '' })
    })
    mask.append(panel)
    document.body.append(mask)
    if (options.field) field.focus()
  })
}

function element(tag: string, className: string, text = ''): HTMLElement {
  const made = document.createElement(tag)
  made.className = className
  made.textContent = text
  return made
}

/** An agreement is written as plain paragraphs; a line that begins with `## ` is a heading. */
export function htmlOf(text: string): string {
  const blocks = text
    .split(/\n{1,}/)
    .map((line) => line.trim())
    .filter(Boolean)
  return blocks
    .map((line) =>
      line.startsWith('## ') ? `<h3>${escaped(line.slice(3))}</h3>` : `<p>${escaped(line)}</p>`,
    )
    .join('\n')
}

function escaped(line: string): string {
  return line.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}

/** The paragraphs of a stored agreement; read by an inert parser, so that nothing in it runs. */
export function textOf(html: string): string {
  const parsed = new DOMParser().parseFromString(html, 'text/html')
  const blocks = Array.from(parsed.body.querySelectorAll('h1,h2,h3,h4,p,li'))
  if (blocks.length === 0) {
    return parsed.body.textContent?.trim() ?? ''
  }
  return blocks
    .map((block) => {
      const line = block.textContent?.trim() ?? ''
      return /^H\d$/.test(block.tagName) ? `## ${line}` : line
    })
    .filter(Boolean)
    .join('\n\n')
}

export interface Paragraph {
  readonly key: string
  readonly isHeading: boolean
  readonly words: string
}

export function paragraphsOf(text: string): readonly Paragraph[] {
  return text
    .split(/\n+/)
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line, index) => ({
      key: `${index}`,
      isHeading: line.startsWith('## '),
      words: line.replace(/^## /, ''),
    }))
}

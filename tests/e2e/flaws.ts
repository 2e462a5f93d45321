import type { Page } from 'playwright-core'
import { contrastFlaws, edgeFlaws, shared, touchFlaws, wordFlaws } from './flaws-in-page'

const kinds = [edgeFlaws, wordFlaws, contrastFlaws, touchFlaws]

/**
 * What a person would be annoyed by on the page that is shown, one line each. Measured twice: what
 * is gone at the second look was a page still settling.
 */
export async function flawsOf(page: Page): Promise<string[]> {
  const first = await look(page)
  const second = first.length > 0 ? await look(page) : []
  return first.filter((flaw) => second.includes(flaw))
}

async function look(page: Page): Promise<string[]> {
  const found: string[] = []
  for (const kind of kinds) {
    found.push(...(await page.evaluate(kind)))
  }
  return found
}

/** Puts what the measurements share into every document of the page. */
export async function prepareMeasuring(page: Page): Promise<void> {
  const names = shared.map(({ name }) => name).join(', ')
  await page.addInitScript(`${shared.join('\n')}\nObject.assign(window, { ${names} })`)
}

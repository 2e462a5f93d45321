import type { Page } from 'playwright-core'

/** Taro keeps earlier pages in the document: only what is shown counts. */
const shown = (page: Page, selector: string) => page.locator(`${selector} >> visible=true`).first()

export const tap = (page: Page, selector: string) => shown(page, selector).tap()
export const click = (page: Page, selector: string) => shown(page, selector).click()
export const type = (page: Page, selector: string, words: string) =>
  shown(page, `${selector} :is(input, textarea), :is(input, textarea)${selector}`).fill(words)

/** Waits until these words can be read on the page. */
export const read = (page: Page, words: string | RegExp) =>
  page.getByText(words).locator('visible=true').first().waitFor()

export const tapWords = (page: Page, words: string | RegExp) =>
  page.getByText(words).locator('visible=true').first().tap()
export const clickWords = (page: Page, words: string | RegExp) =>
  page.getByText(words).locator('visible=true').first().click()

/** A button of the kit by its words: the words themselves lie under the native button. */
export const tapButton = (page: Page, words: string) =>
  page.locator('.x-btn', { hasText: words }).locator('visible=true').first().tap()

export const see = (page: Page, selector: string) => shown(page, selector).waitFor()

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { messageTemplates } from '@xietong/domain/notify/templates'

/** A subscription message with a page that does not exist is refused by WeChat, or opens nothing. */
const pages = Object.entries(messageTemplates).flatMap(([code, apps]) =>
  Object.entries(apps).flatMap(([app, { subscription }]) =>
    subscription ? [[code, app, subscription.page.split('?')[0] ?? ''] as const] : [],
  ),
)

test.each(pages)('%s opens a page that %s has: %s', (_code, app, page) => {
  const source = join(__dirname, '..', '..', '..', `miniprogram-${app}`, 'src', `${page}.tsx`)
  expect(existsSync(source)).toBe(true)
})

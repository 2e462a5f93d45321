import { subscriptionTemplates } from '@xietong/domain/notify/subscription-templates'
import type { SubscribeTemplate } from '../peers/wechat/records'

/** The subscription templates that stand approved at WeChat when the sandbox starts. */
export const seedTemplates: readonly SubscribeTemplate[] = Object.values(subscriptionTemplates).map(
  ({ id, app, title, fields, content }) => ({ id, app, title, fields: [...fields], content }),
)

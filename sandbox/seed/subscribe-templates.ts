import type { SubscribeTemplate } from '../peers/wechat/records'

/** The subscription templates that stand approved at WeChat when the sandbox starts. */
export const seedTemplates: readonly SubscribeTemplate[] = []

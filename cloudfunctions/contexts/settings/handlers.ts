import type { Handler } from '../../runtime/context'
import { getAgreement } from './get-agreement'
import { getPublicSettings } from './get-public-settings'
import { getSettings } from './get-settings'
import { listAgreements } from './list-agreements'
import { publishAgreement } from './publish-agreement'
import { updateSettings } from './update-settings'

export const settingsHandlers: Handler[] = [
  getPublicSettings,
  getSettings,
  updateSettings,
  getAgreement,
  listAgreements,
  publishAgreement,
]

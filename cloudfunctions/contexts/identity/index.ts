export { type AccountName, accountsOf, accountsOfPersons, personsOfAccounts } from './accounts'
export { askWechat, type WechatRefusal, type WechatVisit } from './ask-wechat'
export { type AuditEntry, recordAudit } from './audit'
export { ensureFirstAdmin } from './ensure-first-admin'
export { loadConsoleActor } from './load-console-actor'
export { checkPassword, setPassword } from './passwords'
export {
  bindWechat,
  findOrCreatePerson,
  findPersonByPhone,
  findPersonByWechat,
  findPersonIdsByPhone,
  givePhone,
  mergePersons,
  openIdOf,
  type Person,
  personOf,
  personsOf,
  replacePhone,
  type WechatKey,
} from './persons'
export { selectLastVisit as lastVisitOf } from './session-store'
export { endSessions, loadSession, openSession } from './sessions'
export { verifySmsCode } from './sms-codes'
export { refuseStale } from './stale-edit'

import type { Ctx } from '../../runtime/context'
import { raiseAlarm } from './raise-alarm'

/** Every message costs money: people look who asks for so many codes (I4). */
export async function alarmOfFlood(ctx: Ctx, { limit }: { limit: number }): Promise<void> {
  const text = `今天索取的短信验证码已超过 ${limit.toLocaleString('en')} 条`
  await raiseAlarm(ctx, { kind: 'sms-flood', peer: 'sms', text })
}

import type { Deps } from '../../runtime/context'
import { routeEvents } from './route-events'
import { sendDeliveries } from './send-deliveries'
import { tellAlarms } from './tell-alarms'

/** Routes what was recorded and sends what is due; any number of workers may do so side by side. */
export async function drainNotify(deps: Deps, deadline: Date): Promise<number> {
  await tellAlarms(deps)
  const routed = await routeEvents(deps, deadline)
  return routed + (await sendDeliveries(deps, deadline))
}

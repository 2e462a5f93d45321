import type { Pipeline } from '../../cloudfunctions/runtime/run-operation'

/** Planted bug for C4: the number counts as closed although WeChat Pay was never asked. */
export function closingWithoutAsking(pipeline: Pipeline): Pipeline {
  const { deps } = pipeline
  const wechatPay = {
    ...deps.ports.wechatPay,
    close: async () => ({ kind: 'done', value: null }) as const,
  }
  return { ...pipeline, deps: { ...deps, ports: { ...deps.ports, wechatPay } } }
}

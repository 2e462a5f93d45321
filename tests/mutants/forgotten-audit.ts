import type { Pipeline } from '../../cloudfunctions/runtime/run-operation'

/** Planted bug for K1: commands write their answers, events and messages, but no audit entry. */
export function withoutAudit(pipeline: Pipeline): Pipeline {
  const { recorder } = pipeline.deps
  return {
    ...pipeline,
    deps: {
      ...pipeline.deps,
      recorder: {
        ...recorder,
        async record(tx, _record, along) {
          await along?.execute(tx)
          return []
        },
      },
    },
  }
}

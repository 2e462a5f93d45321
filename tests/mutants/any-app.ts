import type { Pipeline } from '../../cloudfunctions/runtime/run-operation'

/** Planted bug for J5: a good token is taken for whoever the called app expects. */
export function forAnyApp(pipeline: Pipeline, token: string): Pipeline {
  return {
    ...pipeline,
    loadActor: (given, address) => pipeline.loadActor(given === null ? null : token, address),
  }
}

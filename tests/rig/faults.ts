import type { Rig } from './rig'

async function control(rig: Rig, path: string, body: object): Promise<void> {
  const response = await fetch(`${rig.controlUrl}/_control/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) {
    throw new Error(`sandbox refused ${path}: ${await response.text()}`)
  }
}

/** Makes something go wrong at a peer, as its control page would (IN-016). */
export const addFault = (rig: Rig, peer: string, fault: object) =>
  control(rig, `${peer}/fault`, fault)

export const clearFaults = (rig: Rig, peer: string) => control(rig, `${peer}/fault/clear`, {})

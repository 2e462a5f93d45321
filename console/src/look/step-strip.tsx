import type { ReactNode } from 'react'
import { Icon } from './icon'

export interface Step {
  readonly label: string
  readonly note: ReactNode
  readonly state: 'ok' | 'now' | 'ahead' | 'stopped'
}

/** Where a record stands: finished steps, the ring for now, what comes. */
export function StepStrip({ steps }: { readonly steps: readonly Step[] }) {
  return (
    <ol className="steps">
      {steps.map((step) => (
        <li key={step.label} className={`step ${step.state}`}>
          <i>{step.state === 'ok' ? <Icon name="check" size={12} /> : null}</i>
          <div className="step-words">
            <b>{step.label}</b>
            <div className="sub">{step.note}</div>
          </div>
          <span className="step-line" />
        </li>
      ))}
    </ol>
  )
}

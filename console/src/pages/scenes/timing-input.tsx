import { Input, InputNumber, Select, Switch } from 'antd'
import { useSource } from '../../resource/source'
import { accountSource } from '../tasks/account-source'
import { timingKinds, weekdayNames } from './scene-words'

export interface Timing {
  readonly kind: 'default' | 'instant' | 'day' | 'week' | 'month'
  readonly times: readonly string[]
  readonly days: readonly number[]
}
interface TimingInputProps {
  readonly value?: Timing
  readonly onChange?: (value: Timing) => void
}

const TIMES = Array.from({ length: 48 }, (_, index) => {
  const hour = String(Math.floor(index / 2)).padStart(2, '0')
  return { value: `${hour}:${index % 2 === 0 ? '00' : '30'}` }
}).map(({ value }) => ({ value, label: value }))
const WEEKDAYS = weekdayNames.map((label, index) => ({ value: index + 1, label }))
const MONTH_DAYS = [
  ...Array.from({ length: 31 }, (_, index) => ({ value: index + 1, label: `${index + 1} 日` })),
  { value: 0, label: '最后一天' },
]

/** CO-065: at 08:00, at once, or at chosen times by day, week or month. */
export function TimingInput({
  value = { kind: 'default', times: [], days: [] },
  onChange,
}: TimingInputProps) {
  const set = (change: Partial<Timing>) => onChange?.({ ...value, ...change })
  const custom = value.kind !== 'default' && value.kind !== 'instant'
  return (
    <div className="conditions">
      <div className="labelled">
        <span className="sub">方式</span>
        <Select
          aria-label="通知方式"
          value={value.kind}
          options={timingKinds.map(({ kind, label }) => ({ value: kind, label }))}
          onChange={(kind) => onChange?.({ kind, times: [], days: [] })}
        />
      </div>
      {value.kind === 'week' || value.kind === 'month' ? (
        <div className="labelled">
          <span className="sub">{value.kind === 'week' ? '星期' : '日期'}</span>
          <Select
            mode="multiple"
            aria-label={value.kind === 'week' ? '星期' : '日期'}
            value={[...value.days]}
            options={value.kind === 'week' ? WEEKDAYS : MONTH_DAYS}
            onChange={(days: number[]) => set({ days })}
          />
        </div>
      ) : null}
      {custom ? (
        <div className="labelled">
          <span className="sub">{value.kind === 'day' ? '时间（最多 6 个）' : '时间'}</span>
          <Select
            mode={value.kind === 'day' ? 'tags' : undefined}
            maxCount={6}
            showSearch
            aria-label="时间"
            value={value.kind === 'day' ? [...value.times] : (value.times[0] as never)}
            options={TIMES}
            onChange={(times: string | string[]) => set({ times: [times].flat() })}
          />
        </div>
      ) : null}
    </div>
  )
}

export interface Escalation {
  readonly accountIds: readonly string[]
  readonly everyHours: number | null
  readonly times: number
}
interface EscalationInputProps {
  readonly value?: Escalation | null
  readonly onChange?: (value: Escalation | null) => void
}

/** CO-068: who hears of a late node, and how often. */
export function EscalationInput({ value = null, onChange }: EscalationInputProps) {
  const people = useSource(accountSource)
  if (!value) {
    return (
      <Switch
        aria-label="超时通知"
        checked={false}
        onChange={() => onChange?.({ accountIds: [], everyHours: 24, times: 3 })}
      />
    )
  }
  const set = (change: Partial<Escalation>) => onChange?.({ ...value, ...change })
  return (
    <div className="conditions">
      <div className="labelled">
        <span className="sub">超时后马上通知</span>
        <Switch aria-label="超时通知" checked onChange={() => onChange?.(null)} />
      </div>
      <div className="labelled">
        <span className="sub">通知谁（空为处理人的上级）</span>
        <Select
          mode="multiple"
          aria-label="通知谁"
          optionFilterProp="label"
          value={[...value.accountIds]}
          options={[...people.options]}
          onChange={(accountIds: string[]) => set({ accountIds })}
        />
      </div>
      <div className="labelled">
        <span className="sub">每隔几小时再通知（空为不重复）</span>
        <InputNumber
          style={{ width: '100%' }}
          aria-label="间隔小时"
          min={1}
          max={720}
          value={value.everyHours}
          onChange={(everyHours) => set({ everyHours })}
        />
      </div>
      <div className="labelled">
        <span className="sub">最多重复几次</span>
        <InputNumber
          style={{ width: '100%' }}
          aria-label="重复次数"
          min={1}
          max={5}
          disabled={value.everyHours === null}
          value={value.times}
          onChange={(times) => set({ times: times ?? 1 })}
        />
      </div>
    </div>
  )
}

interface DurationInputProps {
  readonly value?: number
  readonly onChange?: (hours: number) => void
}

/** CO-064: hours or days; hours are what is stored. */
export function DurationInput({ value = 24, onChange }: DurationInputProps) {
  const isDays = value % 24 === 0
  return (
    <Input
      aria-label="时限"
      inputMode="numeric"
      value={isDays ? value / 24 : value}
      onChange={(event) => {
        const amount = Number(event.target.value.replace(/\D/g, '')) || 1
        onChange?.(Math.min(amount * (isDays ? 24 : 1), 1_000))
      }}
      addonAfter={
        <Select
          aria-label="时限单位"
          value={isDays ? 'day' : 'hour'}
          options={[
            { value: 'hour', label: '小时' },
            { value: 'day', label: '天' },
          ]}
          onChange={(unit) => {
            const amount = isDays ? value / 24 : value
            onChange?.(
              unit === 'day' ? Math.min(amount, 41) * 24 : amount % 24 === 0 ? amount + 1 : amount,
            )
          }}
        />
      }
    />
  )
}

import { shanghaiTime } from '@xietong/domain/kernel/time'
import { Link } from 'react-router-dom'
import { Icon } from '../../look/icon'
import { whole } from '../../look/words'
import type { Dashboard } from './dashboard-page'
import { HourlyChart } from './hourly-chart'

/** 今日单流: from unpaid to signed, then the orders of each hour. */
export function FlowCard({ data }: { readonly data: Dashboard }) {
  const { flow } = data
  const steps = [
    { label: '待付款', count: flow.unpaid, note: '等买家付款', to: '/orders?state=unpaid' },
    {
      label: '待派单',
      count: flow.toDispatch,
      note: '等你派给门店或总仓',
      to: '/orders?dispatch=to-dispatch&state=to-ship',
    },
    {
      label: '待出库',
      count: flow.toShip,
      note: '已派，等发货方发出',
      to: '/orders?dispatch=dispatched&state=to-ship',
    },
    { label: '运输中', count: flow.moving, note: '包裹在路上', to: '/orders?state=shipped' },
    {
      label: '今日签收',
      count: flow.signedToday,
      note: '今天 00:00 起',
      to: '/orders?state=completed',
    },
  ]
  return (
    <section className="card flow-card">
      <div className="card-head">
        <h2>今日单流</h2>
        <span className="grow" />
        <span className="sub">
          <i className="legend-bar" /> 今日每小时下单
        </span>
      </div>
      <div className="flow">
        {steps.map((step, index) => (
          <Link to={step.to} className="flow-step" key={step.label}>
            <span>
              <span className="flow-label">{step.label}</span>
              <b>{whole(step.count)}</b>
              <span className="sub cut">{step.note}</span>
            </span>
            {index < steps.length - 1 ? <Icon name="right" size={14} /> : null}
          </Link>
        ))}
      </div>
      <HourlyChart hourly={data.hourly} now={Number(shanghaiTime(new Date(data.at)).slice(0, 2))} />
    </section>
  )
}

import { getPublicSettings } from '@xietong/domain/settings/contract'
import { Link } from 'react-router-dom'
import { useRead } from '../../api/hooks'
import { Icon } from '../../look/icon'
import { whole } from '../../look/words'
import type { Dashboard } from './dashboard-page'

/** AD-014: each count opens the list that has exactly as many rows. */
export function OrdersToHandle({ data }: { readonly data: Dashboard }) {
  const settings = useRead(getPublicSettings, {})
  const closing = settings.data ? `${settings.data.unpaidCloseMinutes} 分钟未付自动关闭` : ''
  return (
    <section className="card order-counts">
      <div className="card-head">
        <h2>商品待办订单</h2>
      </div>
      <Row
        to="/orders?state=to-ship"
        label="待发货"
        note={`其中待派单 ${whole(data.toDispatch)}`}
        count={data.toShip}
      />
      <Row to="/orders?state=unpaid" label="待付款" note={closing} count={data.unpaid} />
      <Row
        to="/orders?state=in-review"
        label="待审核"
        note={`电子卡 ${whole(data.inReview)}`}
        count={data.inReview}
      />
    </section>
  )
}

interface RowProps {
  readonly to: string
  readonly label: string
  readonly note: string
  readonly count: number
}

function Row({ to, label, note, count }: RowProps) {
  return (
    <Link to={to} className="order-count">
      <span className="grow">
        <span className="strong">{label}</span>
        <span className="sub cut">{note}</span>
      </span>
      <b>{whole(count)}</b>
      <Icon name="right" size={14} />
    </Link>
  )
}

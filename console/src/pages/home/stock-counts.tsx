import { countReminders } from '@xietong/domain/stock/contract'
import { Link } from 'react-router-dom'
import { useMay, useRead } from '../../api/hooks'
import { whole } from '../../look/words'

const kinds = {
  goods: { label: '货品', list: '/goods?' },
  package: { label: '套餐', list: '/packages?' },
  'physical-card': { label: '实体卡', list: '/card-products?kind=physical&' },
  'e-card': { label: '电子卡', list: '/card-products?kind=electronic&' },
} as const

const counts = [
  { key: 'low', label: '警戒', query: 'stock=low', tone: 'crab' },
  { key: 'soldOut', label: '已售罄', query: 'stock=sold-out', tone: 'berry' },
  { key: 'onShelf', label: '出售中', query: 'state=on', tone: '' },
  { key: 'offShelf', label: '已下架', query: 'state=off', tone: 'sub' },
] as const

/** AD-017: the four counts in all and by kind; each number opens the list that it counts. */
export function StockCounts() {
  const may = useMay()
  const read = useRead(countReminders, {}, { enabled: may(countReminders) })
  const rows = read.data?.rows ?? []
  return (
    <table className="small-table stock-counts">
      <thead>
        <tr>
          <th aria-label="种类" />
          {counts.map(({ key, label, tone }) => (
            <th key={key} className="num">
              <b className={tone}>{whole(rows.reduce((sum, row) => sum + row[key], 0))}</b>
              <span className="sub">{label}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.kind}>
            <td className="sub">{kinds[row.kind].label}</td>
            {counts.map(({ key, label, query }) => (
              <td key={key} className="num">
                <Link
                  to={`${kinds[row.kind].list}${query}`}
                  aria-label={`${kinds[row.kind].label}${label} ${row[key]}`}
                >
                  {whole(row[key])}
                </Link>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

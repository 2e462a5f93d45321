import type { getDealer } from '@xietong/domain/channel/contract'
import type { OutputOf } from '@xietong/domain/kernel/operation'
import { Link } from 'react-router-dom'
import { dealerTable } from '../../look/states'
import { labelOf } from '../../look/status-tag'
import { dayWords, percent, whole, yuan } from '../../look/words'
import { Fact, Facts } from '../../resource/facts'
import { kindWords, modeWords, Tier } from './dealer-words'

type Dealer = OutputOf<typeof getDealer>

/** Can this network go on activating, as a sum; then the network and the facts. */
export function DealerBody({ dealer }: { readonly dealer: Dealer }) {
  return (
    <>
      <div className="dealer-line">
        <Tier tier={dealer.tier} />
        <span>
          折扣 <b>{percent(dealer.discount)}</b>
        </span>
        <span>
          {kindWords(dealer.kind)}
          {modeWords(dealer)}
        </span>
        <span>
          {dealer.contact} {dealer.phone}
        </span>
        <span>{dayWords(dealer.createdAt.slice(0, 10))} 加入</span>
      </div>
      <Money dealer={dealer} />
      <Network dealer={dealer} />
      <Facts>
        <Fact label="上级">
          {dealer.parentId ? (
            <Link to={`/dealers/${dealer.parentId}`}>{dealer.parentName}</Link>
          ) : (
            '总部直属'
          )}
        </Fact>
        <Fact label="地址">
          {[dealer.province, dealer.city, dealer.district, dealer.street].join(' ')}
        </Fact>
        <Fact label="编号">{dealer.no}</Fact>
        <Fact label="销售员">{dealer.salespersonName}</Fact>
        <Fact label="会员">
          <Link to={`/members?dealerId=${dealer.id}`}>{whole(dealer.memberCount)} 人</Link>
        </Fact>
        <Fact label="营业执照">
          {dealer.licenceUrl ? (
            <a href={dealer.licenceUrl} target="_blank" rel="noreferrer">
              查看
            </a>
          ) : null}
        </Fact>
        <Fact label="提现账户" wide>
          {[dealer.bankName, dealer.bankHolder, dealer.bankAccount].filter(Boolean).join(' · ')}
        </Fact>
        <Fact label="发票抬头" wide>
          {[dealer.invoiceTitle, dealer.invoiceTaxNo].filter(Boolean).join(' · ')}
        </Fact>
        {dealer.kind === 'store' ? <Shipping dealer={dealer} /> : null}
      </Facts>
    </>
  )
}

/** AD-039: where and by whom a store ships; what is not given is the store's own. */
function Shipping({ dealer }: { readonly dealer: Dealer }) {
  const { latitude, longitude, shipAddress, shipContact, shipPhone, printer } = dealer
  const own = [dealer.province, dealer.city, dealer.district, dealer.street].join(' ')
  return (
    <>
      <Fact label="发货地址" wide>
        {shipAddress || own}
      </Fact>
      <Fact label="坐标">{latitude === null ? null : `${latitude}, ${longitude}`}</Fact>
      <Fact label="发货联系人">
        {shipContact || dealer.contact} {shipPhone || dealer.phone}
      </Fact>
      <Fact label="面单打印机">{printer}</Fact>
    </>
  )
}

function Money({ dealer }: { readonly dealer: Dealer }) {
  const { storedValueFen, creditLimitFen, debtFen } = dealer
  const hasAccounts = storedValueFen !== null && creditLimitFen !== null && debtFen !== null
  return (
    <div className="money-sum">
      {hasAccounts ? (
        <>
          <Figure
            label="可激活金额"
            fen={storedValueFen + creditLimitFen - debtFen}
            note="先扣储值，不足再用额度"
            isLarge
          />
          <span className="money-sign">=</span>
          <Figure label="储值余额" fen={storedValueFen} />
          <span className="money-sign">+</span>
          <Figure
            label="可用额度"
            fen={creditLimitFen - debtFen}
            note={`已用 ${yuan(debtFen)} / 额度 ${yuan(creditLimitFen)}`}
          />
          <i className="money-line" />
        </>
      ) : null}
      <Figure
        label="待提余额"
        fen={dealer.withdrawableFen}
        note={`另有未入账 ${yuan(dealer.pendingFen)}`}
      />
    </div>
  )
}

interface FigureProps {
  readonly label: string
  readonly fen: number
  readonly note?: string
  readonly isLarge?: boolean
}

function Figure({ label, fen, note, isLarge }: FigureProps) {
  return (
    <div className={isLarge ? 'money-figure large' : 'money-figure'}>
      <span className="sub">{label}</span>
      <b>
        {isLarge ? <small>¥</small> : null}
        {yuan(fen)}
      </b>
      {note ? <span className="sub">{note}</span> : null}
    </div>
  )
}

function Network({ dealer }: { readonly dealer: Dealer }) {
  if (dealer.tier === 3) {
    return null
  }
  return (
    <div className="box">
      <div className="box-head">
        <h3>渠道网络</h3>
        <span className="sub">直属下级 {dealer.children.length} 家</span>
        <span className="grow" />
        <Link to={`/dealers?parentId=${dealer.id}`}>在列表里看</Link>
      </div>
      {dealer.children.length === 0 ? (
        <div className="box-line sub">还没有下级渠道商</div>
      ) : (
        <table className="small-table">
          <thead>
            <tr>
              <th>名称</th>
              <th className="num">折扣</th>
              <th>状态</th>
            </tr>
          </thead>
          <tbody>
            {dealer.children.map((child) => (
              <tr key={child.id}>
                <td>
                  <span className="row">
                    <Tier tier={child.tier} />
                    <Link to={`/dealers/${child.id}`}>{child.name}</Link>
                  </span>
                </td>
                <td className="num">{percent(child.discount)}</td>
                <td>
                  <span className="row">
                    <i className={`dot ${dealerTable[child.state].tone}`} />
                    {labelOf(dealerTable, child.state)}
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  )
}

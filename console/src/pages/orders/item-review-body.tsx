import type { OutputOf } from '@xietong/domain/kernel/operation'
import type { getReview } from '@xietong/domain/orders/review-contract'
import { timeWords } from '../../look/words'
import { Evidence } from './evidence'

type Review = OutputOf<typeof getReview>

const stars = (score: number) => '★'.repeat(score) + '☆'.repeat(5 - score)

/** What the buyer wrote and added, with what may be seen of it, and the merchant's answer. */
export function ReviewBody({ one }: { readonly one: Review }) {
  return (
    <>
      <dl className="pairs">
        <div className="pair">
          <dt>订单 {one.orderNo}</dt>
          <dd>
            {one.buyer} · {timeWords(one.createdAt)}
          </dd>
          {one.hiddenReason ? <dd>隐藏原因：{one.hiddenReason}</dd> : null}
        </div>
      </dl>
      <div className="box">
        <div className="box-head">
          <h3 title={`${one.score} 星`}>{stars(one.score)}</h3>
        </div>
        <Part text={one.text || '没有填写文字'} addresses={one.pictureUrls} />
        {one.videoUrl ? (
          <div className="box-line">
            {/* biome-ignore lint/a11y/useMediaCaption: what buyers film has no captions. */}
            <video src={one.videoUrl} controls width={320} />
          </div>
        ) : null}
        {one.appended ? (
          <Part
            text={`${timeWords(one.appended.at)} 追加：${one.appended.text}`}
            addresses={one.appendedUrls}
          />
        ) : null}
      </div>
      {one.reply ? (
        <div className="box">
          <div className="box-head">
            <h3>商家回复</h3>
            <span className="grow" />
            <span className="sub">
              {one.repliedBy} · {timeWords(one.reply.at)}
            </span>
          </div>
          <Part text={one.reply.text} addresses={[]} />
        </div>
      ) : null}
    </>
  )
}

interface PartProps {
  readonly text: string
  readonly addresses: readonly string[]
}

function Part({ text, addresses }: PartProps) {
  return (
    <div className="box-line">
      <div className="grow">
        <div className="review-words">{text}</div>
        <div className="row">
          {addresses.map((address) => (
            <Evidence key={address} address={address} />
          ))}
        </div>
      </div>
    </div>
  )
}

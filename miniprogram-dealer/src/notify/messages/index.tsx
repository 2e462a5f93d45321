import { open, openTab } from '@xietong/ui/device/navigate'
import { MessageList } from '@xietong/ui/message-list'
import { Page } from '@xietong/ui/page'

/** Everything that this dealer was told. */
export default function Messages() {
  return (
    <Page>
      <MessageList
        text="新的配送订单、待处理的售后、新会员和收益入账会出现在这里。"
        onFollow={({ kind, id }) => {
          if (kind === 'note') open('fulfilment/note/index', { id })
          else if (kind === 'after-sale') open('fulfilment/case/index', { id })
          else if (kind === 'member') open('channel/member/index', { id })
          else if (kind === 'dealer') openTab('pages/earnings/index')
        }}
      />
    </Page>
  )
}

import { open, openTab } from '@xietong/ui/device/navigate'
import { MessageList } from '@xietong/ui/message-list'
import { Page } from '@xietong/ui/page'

/** Everything that this dealer was told. */
export default function Messages() {
  return (
    <Page>
      <MessageList
        text="新的配送订单、收益入账和退款会出现在这里。"
        onFollow={({ kind, id }) => {
          if (kind === 'note') open('fulfilment/note/index', { id })
          else if (kind === 'dealer') openTab('pages/earnings/index')
        }}
      />
    </Page>
  )
}

import { open, openTab } from '@xietong/ui/device/navigate'
import { type MessageLink, MessageList } from '@xietong/ui/message-list'
import { Page } from '@xietong/ui/page'

/** Everything that changed for the member. */
export default function Messages() {
  return (
    <Page>
      <MessageList text="付款、发货、到账和退款的进展会出现在这里。" onFollow={goTo} />
    </Page>
  )
}

function goTo(link: MessageLink): void {
  if (link.kind === 'after-sale') open('orders/case/index', { id: link.id })
  if (link.kind === 'order') open('orders/order/index', { id: link.id })
  else if (link.kind === 'card') openTab('pages/wallet/index')
}

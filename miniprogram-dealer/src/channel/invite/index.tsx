import { Image, Text, View } from '@tarojs/components'
import { Button } from '@xietong/ui/button'
import { copy, say } from '@xietong/ui/device/say'
import { useAct } from '@xietong/ui/hooks/use-act'
import { useQuery } from '@xietong/ui/hooks/use-query'
import { Page } from '@xietong/ui/page'
import { Look } from '@xietong/ui/page/look'
import { platform } from '@xietong/ui/platform'
import { Sheet } from '@xietong/ui/sheet'
import { Bone } from '@xietong/ui/skeleton'
import { useEffect, useState } from 'react'
import { useMyDealer } from '../../parts/my-dealer'
import './invite.css'
import { qrPicture } from '@xietong/ui/qr/qr'

/** DL-028: the code of this person; members who register through it belong to the dealer. */
export default function Invite() {
  const query = useQuery('channel.getInviteCode', {})
  return (
    <Page>
      <Look query={query} errorTitle="还没有邀请码">
        {({ path }) => <Code link={platform.linkTo(`/member/#/${path}`)} />}
      </Look>
    </Page>
  )
}

function Code({ link }: { link: string }) {
  const me = useMyDealer()
  const { address, waiting, why } = useCodePicture()
  return (
    <View>
      <Sheet className="invite">
        <Text className="title-1 invite-name">{me.value?.name ?? '邀请会员'}</Text>
        {waiting ? (
          <Bone width={232} height={232} />
        ) : (
          <Image
            id="invite-code"
            className="invite-code"
            src={address ?? qrPicture(link)}
            aria-label="邀请会员的小程序码"
            showMenuByLongpress
          />
        )}
        <Text className="cap-2">
          请顾客用微信扫码注册。注册成功后成为本店会员，线上购买按约定产生收益。
        </Text>
        {why ? <Text className="cap">{why}</Text> : null}
      </Sheet>
      <View className="invite-steps">
        {address ? <Steps address={address} /> : null}
        <Button
          block
          kind={address ? 'quiet' : 'primary'}
          id="copy-invite"
          onTap={() => copy(link, '邀请链接已复制')}
        >
          复制邀请链接
        </Button>
      </View>
    </View>
  )
}

/** The mini-program code; when WeChat does not give one, the QR of the link does the same work. */
function useCodePicture() {
  const drawing = useAct('channel.drawInviteCode')
  const [picture, setPicture] = useState<string | null>(null)
  const [asked, setAsked] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is drawn once for this page.
  useEffect(() => {
    void drawing.run({}).then((answer) => {
      if (answer?.ok) setPicture(answer.value.picture)
      setAsked(true)
    })
  }, [])
  return {
    address: picture && platform.fileUrl(`/files/${picture}`),
    waiting: !asked,
    why: drawing.failure?.message,
  }
}

function Steps({ address }: { address: string }) {
  const [problem, setProblem] = useState('')
  const act = async (work: typeof platform.saveImage, done: string) => {
    setProblem('')
    const outcome = await work(address)
    if (outcome.ok) say(done)
    else if (outcome.reason !== 'cancel') setProblem(outcome.message)
  }
  return (
    <>
      <Button block id="share-invite" onTap={() => act(platform.shareImage, '已打开分享')}>
        发给微信好友
      </Button>
      <Button
        block
        kind="second"
        id="save-invite"
        onTap={() => act(platform.saveImage, '已保存到相册')}
      >
        保存到相册
      </Button>
      {problem ? <Text className="cap-2 invite-problem">{problem}</Text> : null}
    </>
  )
}

import { View } from '@tarojs/components'
import type { Output } from '@xietong/client/caller'
import { Button } from '@xietong/ui/button'
import { Cell } from '@xietong/ui/cell'
import { back, open } from '@xietong/ui/device/navigate'
import { say } from '@xietong/ui/device/say'
import { Field } from '@xietong/ui/field'
import { useAct } from '@xietong/ui/hooks/use-act'
import { useFresh } from '@xietong/ui/hooks/use-fresh'
import { useQuery } from '@xietong/ui/hooks/use-query'
import { Leave } from '@xietong/ui/leave'
import { Page } from '@xietong/ui/page'
import { Look } from '@xietong/ui/page/look'
import { Sheet } from '@xietong/ui/sheet'
import { discountWords, phoneWords } from '@xietong/ui/words/numbers'
import { useEffect, useState } from 'react'
import { showCartBadge } from '../../parts/cart'
import { Avatar } from './avatar'
import './profile.css'

export type Me = Output<'members.getMyProfile'>

/** Nothing of the person stays on the pages that are shown next. */
function left(): void {
  showCartBadge(0)
  back()
}

/** Avatar, name, phone and level of the signed-in member (MB-063). */
export default function Profile() {
  const me = useQuery('members.getMyProfile', {})
  useFresh(me.reload)
  return (
    <Page>
      <Look query={me}>{(shown) => <Filled me={shown} onChanged={me.reload} />}</Look>
    </Page>
  )
}

interface FilledProps {
  readonly me: Me
  readonly onChanged: () => Promise<void>
}

function Filled({ me, onChanged }: FilledProps) {
  const level = [me.levelName, discountWords(me.levelDiscount)].filter(Boolean).join(' ')
  return (
    <View>
      <Avatar me={me} onChanged={onChanged} />
      <Name me={me} onChanged={onChanged} />
      <Sheet cells>
        <Cell
          label="手机号"
          value={me.phone ? phoneWords(me.phone) : '绑定手机号'}
          id="to-phone"
          onTap={() => open(me.phone ? 'identity/change-phone/index' : 'identity/bind-phone/index')}
        />
        <Cell
          label="登录密码"
          value="设置或修改"
          id="to-password"
          onTap={() => open('identity/password/index')}
        />
        <Cell label="会员等级" value={level} />
      </Sheet>
      <Leave onLeft={left} />
    </View>
  )
}

/** WeChat's nickname input offers the WeChat name; the name is checked before it is kept. */
function Name({ me, onChanged }: FilledProps) {
  const saving = useAct('members.updateMyProfile')
  const [name, setName] = useState(me.nickname)
  useEffect(() => setName(me.nickname), [me.nickname])
  const typed = name.trim()
  const save = async () => {
    const answer = await saving.run({ nickname: typed })
    if (!answer?.ok) return
    say('名称已保存')
    await onChanged()
  }
  return (
    <View>
      <Field
        id="nickname"
        label="名称"
        type="nickname"
        value={name}
        maxLength={30}
        problem={saving.failure?.message}
        onInput={setName}
      />
      <View className="profile-save">
        <Button
          block
          id="save-name"
          running={saving.running}
          disabled={typed === '' || typed === me.nickname}
          onTap={save}
        >
          保存名称
        </Button>
      </View>
    </View>
  )
}

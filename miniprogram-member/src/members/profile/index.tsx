import { View } from '@tarojs/components'
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
import './profile.css'

/** Nothing of the person stays on the pages that are shown next. */
function left(): void {
  showCartBadge(0)
  back()
}

/** Name, phone and level of the signed-in member. */
export default function Profile() {
  const me = useQuery('members.getMyProfile', {})
  const saving = useAct('members.updateMyProfile')
  const [name, setName] = useState('')
  const value = me.value
  useFresh(me.reload)
  useEffect(() => {
    if (value) setName(value.nickname)
  }, [value])
  const save = async () => {
    const answer = await saving.run({ nickname: name.trim(), avatar: value?.avatar ?? null })
    if (!answer?.ok) return
    say('名称已保存')
    await me.reload()
  }
  return (
    <Page>
      <Look query={me}>
        {(shown) => {
          const level = [shown.levelName, discountWords(shown.levelDiscount)]
            .filter(Boolean)
            .join(' ')
          return (
            <View>
              <Field
                id="nickname"
                label="名称"
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
                  disabled={name.trim() === '' || name.trim() === shown.nickname}
                  onTap={save}
                >
                  保存名称
                </Button>
              </View>
              <Sheet cells>
                <Cell
                  label="手机号"
                  value={shown.phone ? phoneWords(shown.phone) : '绑定手机号'}
                  id="to-phone"
                  onTap={() =>
                    open(shown.phone ? 'identity/change-phone/index' : 'identity/bind-phone/index')
                  }
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
        }}
      </Look>
    </Page>
  )
}

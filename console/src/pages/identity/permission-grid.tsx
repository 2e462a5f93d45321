import { allPermissions, type Permission, permissions } from '@xietong/domain/kernel/permissions'
import { Checkbox } from 'antd'
import { useHolds } from '../../api/hooks'

export interface PermissionGridProps {
  readonly value?: readonly Permission[]
  readonly onChange?: (value: readonly Permission[]) => void
}

/** `商品：上下架` is the right 上下架 of the module 商品. */
function parts(permission: Permission): readonly [string, string] {
  const [module = '', right = ''] = permissions[permission].split('：')
  return [module, right]
}

const modules = [...new Set(allPermissions.map((permission) => parts(permission)[0]))]

/** Rights by module; one that you do not hold yourself cannot be given (AD-340). */
export function PermissionGrid({ value = [], onChange }: PermissionGridProps) {
  const holds = useHolds()
  const set = (permission: Permission, isOn: boolean) =>
    onChange?.(isOn ? [...value, permission] : value.filter((other) => other !== permission))
  return (
    <div className="permission-grid">
      {modules.map((module) => (
        <div className="permission-row" key={module}>
          <span className="strong">{module}</span>
          <span className="permission-rights">
            {allPermissions
              .filter((permission) => parts(permission)[0] === module)
              .map((permission) => (
                <Checkbox
                  key={permission}
                  checked={value.includes(permission)}
                  disabled={!holds(permission)}
                  onChange={(event) => set(permission, event.target.checked)}
                >
                  {parts(permission)[1]}
                </Checkbox>
              ))}
          </span>
        </div>
      ))}
    </div>
  )
}

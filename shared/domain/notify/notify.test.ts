import fc from 'fast-check'
import { deliveryMachine, deliveryStateLabels, nextDeliveryTry } from './delivery'
import { fieldValue, fill } from './fields'
import { cutBytes, groupTemplates, MARKDOWN_BYTES } from './group-templates'
import { SMS_VARIABLE_MAX, smsVariable } from './sms-templates'
import {
  currentSettings,
  MOST_AT_ONCE,
  templatesAt,
  unknownIn,
  usualSettings,
} from './subscription-settings'
import { type Moment, moments, subscriptionTemplates } from './subscription-templates'
import { messageTemplates, plannedDeliveries } from './templates'

const length = (text: string) => Array.from(text).length

describe('fields of subscription messages', () => {
  test('a thing keeps 19 characters and the mark', () => {
    expect(fieldValue('thing1', '商品有质量问题，与客服协商一致后全额退款给买家')).toBe(
      '商品有质量问题，与客服协商一致后全额退…',
    )
    expect(fieldValue('thing1', '二十个字以内的文字不变')).toBe('二十个字以内的文字不变')
  })

  test.each([
    ['amount3', '1,711.08', '¥1711.08'],
    ['character_string1', '订单2026', '2026'],
    ['phrase3', '已签收 OK', '已签收'],
    ['phrase3', 'OK', '其他'],
    ['number2', '3 张', '3'],
    ['thing4', '', '-'],
  ])('%s of %s is %s', (field, value, expected) => {
    expect(fieldValue(field, value)).toBe(expected)
  })

  test('whatever the value, the limits hold', () => {
    const limits = { thing1: 20, symbol1: 5, character_string1: 32, phrase1: 5, name1: 10 }
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (value) =>
        Object.entries(limits).every(([field, max]) => length(fieldValue(field, value)) <= max),
      ),
    )
  })
})

test('variables are filled, from their end where asked, and missing ones are empty', () => {
  const values = { order_id: '2026092200000017', items: '礼盒' }
  expect(fill('订单 {order_id}（{items}）{reason}', values)).toBe('订单 2026092200000017（礼盒）')
  expect(fill('{order_id~8}', values)).toBe('00000017')
})

test('an SMS variable has at most 12 characters and no link', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 60 }), (value) => {
      const cut = smsVariable(value)
      return length(cut) <= SMS_VARIABLE_MAX && length(cut) > 0 && !/https?:/.test(cut)
    }),
  )
  expect(smsVariable('见 https://example.com/x')).toBe('见')
  expect(smsVariable('www.example.org/a 见')).toBe('见')
  expect(smsVariable('见 pay.Example.cn')).toBe('见')
})

describe('templates', () => {
  const all = Object.entries(messageTemplates).flatMap(([code, apps]) =>
    Object.entries(apps).map(([app, template]) => ({ code, app, template })),
  )

  test('every subscription message fills exactly the fields of a template of its own program', () => {
    for (const { code, app, template } of all) {
      if (template.subscription) {
        const wanted = subscriptionTemplates[template.subscription.template]
        expect({ code, app, fields: Object.keys(template.subscription.fields) }).toEqual({
          code,
          app: wanted.app,
          fields: [...wanted.fields],
        })
      }
    }
  })

  test('ids are unique, titles and moments within their limits', () => {
    const ids = Object.values(subscriptionTemplates).map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const { template } of all) {
      expect(length(template.title)).toBeLessThanOrEqual(60)
    }
    const usual = currentSettings([])
    for (const [moment, codes] of Object.entries(moments)) {
      const apps = ['member', 'dealer', 'sales'].filter(
        (app) => templatesAt(moment as Moment, app, usual).length === codes.length,
      )
      expect([moment, codes.length <= MOST_AT_ONCE, apps.length]).toEqual([moment, true, 1])
    }
    expect(usualSettings.flatMap(unknownIn)).toEqual([])
  })

  test('an event is told at once by its channels; a fallback waits; unknown events tell nobody', () => {
    const channels = (code: string, app: 'member' | 'dealer' | 'console') =>
      plannedDeliveries(code, app).map(({ channel }) => channel)
    expect(channels('order.paid', 'member')).toEqual(['in-app', 'subscription'])
    expect(channels('order.paid', 'console')).toEqual(['in-app'])
    expect(channels('order.review', 'console')).toEqual(['in-app', 'wecom'])
    expect(channels('order.shipped', 'member')).toEqual(['in-app', 'subscription'])
    expect(channels('order.dispatched', 'dealer')).toEqual(['in-app', 'subscription', 'sms'])
    expect(channels('order.paid', 'dealer')).toEqual([])
    expect(channels('no.such', 'member')).toEqual([])
  })
})

describe('group messages', () => {
  test('the default text of a new order has all eight values (NT-018)', () => {
    const values = {
      order_id: '2026092200000017',
      customer: '张**',
      items: '九月团圆 8 只礼盒',
      qty: '2',
      amount: '1,711.08',
      address: '江苏省苏州市姑苏区',
      ship_time: '2026-09-25',
    }
    expect(fill(groupTemplates['order.paid']?.robot ?? '', values)).toBe(
      '订单号:2026092200000017 ｜ 客户:张** ｜ 商品:九月团圆 8 只礼盒 ｜ 数量:2 ｜ ' +
        '总价:1,711.08 ｜ 发货地址:江苏省苏州市姑苏区 ｜ 预计发货:2026-09-25',
    )
  })

  test('a text keeps within the bytes of the channel and never ends in half a character', () => {
    expect(cutBytes('短', MARKDOWN_BYTES)).toBe('短')
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 3, max: 40 }), (text, max) => {
        const cut = cutBytes(text, max)
        return new TextEncoder().encode(cut).length <= max && !cut.includes('\ufffd')
      }),
    )
  })
})

test('retries after 10 s, 1 min, 5 min, 30 min, 2 h, then none', () => {
  const now = new Date(Date.UTC(2026, 8, 22))
  const gaps = [1, 2, 3, 4, 5].map(
    (attempts) => ((nextDeliveryTry(attempts, now)?.getTime() ?? 0) - now.getTime()) / 1_000,
  )
  expect(gaps).toEqual([10, 60, 300, 1_800, 7_200])
  expect(nextDeliveryTry(6, now)).toBeNull()
  expect(Object.keys(deliveryStateLabels).sort()).toEqual(Object.keys(deliveryMachine.moves).sort())
})

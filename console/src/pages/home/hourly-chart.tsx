import { BarChart } from 'echarts/charts'
import { GridComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'

use([BarChart, GridComponent, SVGRenderer])

export interface HourlyChartProps {
  /** Orders of each hour of the day. */
  readonly hourly: readonly number[]
  /** The hour that is not over yet. */
  readonly now: number
}

const hours = Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`)
const axis = { color: '#6B7280', fontSize: 11 }

/** Today's orders by hour; the running hour at 55 %, no legend box, no axis titles. */
export function HourlyChart({ hourly, now }: HourlyChartProps) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!place.current) {
      return
    }
    const chart = init(place.current, undefined, { renderer: 'svg' })
    chart.setOption({
      animation: false,
      grid: { left: 8, right: 8, top: 24, bottom: 4, containLabel: true },
      xAxis: {
        type: 'category',
        data: hours,
        axisTick: { show: false },
        axisLine: { lineStyle: { color: '#D9D3C9' } },
        axisLabel: { ...axis, interval: 2 },
      },
      yAxis: {
        type: 'value',
        minInterval: 1,
        splitNumber: 4,
        splitLine: { lineStyle: { color: '#F0ECE5' } },
        axisLabel: axis,
      },
      series: [{ type: 'bar', barMaxWidth: 18, data: barsOf(hourly, now) }],
    })
    const follow = new ResizeObserver(() => chart.resize())
    follow.observe(place.current)
    return () => {
      follow.disconnect()
      chart.dispose()
    }
  }, [hourly, now])
  return <div ref={place} className="hourly-chart" role="img" aria-label="今日每小时下单" />
}

function barsOf(hourly: readonly number[], now: number) {
  return hourly.map((value, hour) => ({
    value,
    itemStyle: { color: '#1F6F78', opacity: hour === now ? 0.5 : 1, borderRadius: [2, 2, 0, 0] },
    label: {
      show: hour === now && value > 0,
      position: 'top',
      formatter: '进行中',
      color: '#5F6672',
      fontSize: 11,
    },
  }))
}

interface CarrierPattern {
  readonly name: string
  readonly trackingPattern: string
}

/** Why a number cannot be one of this carrier, or undefined; the server checks again. */
export function waybillProblem(
  carrier: CarrierPattern | undefined,
  trackingNo: string,
): string | undefined {
  if (!carrier) return '请选择物流公司'
  if (trackingNo === '') return '请扫描或填写运单号'
  if (new RegExp(carrier.trackingPattern).test(trackingNo)) return undefined
  return `这不是${carrier.name}的运单号，请核对面单或更换物流公司`
}

/** Digits as strokes, so that no font is needed and every number keeps its weight at 16 px. */

interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

const n = (value: number): string => String(Math.round(value * 100) / 100)

/** Middle line of one glyph inside `box`. Bowls are elliptic arcs, so a narrow box gives a condensed figure. */
function glyph(sign: string, { left: l, top: t, width: w, height: h }: Box): string {
  const [r, b, cx, cy] = [l + w, t + h, l + w / 2, t + h / 2]
  const rx = w / 2
  const p = (x: number, y: number): string => `${n(x)} ${n(y)}`
  const arc = (ry: number, large: 0 | 1, sweep: 0 | 1, x: number, y: number): string =>
    `A${n(rx)} ${n(ry)} 0 ${large} ${sweep} ${p(x, y)}`
  const upper = h * 0.23
  const lower = h / 2 - upper
  switch (sign) {
    case '0':
      return `M${p(l, t + rx)}${arc(rx, 0, 1, r, t + rx)}V${n(b - rx)}${arc(rx, 0, 1, l, b - rx)}Z`
    case '1':
      return `M${p(l + w * 0.1, t + h * 0.22)}L${p(cx + w * 0.1, t)}V${n(b)}`
    case '2':
      return `M${p(l, t + rx * 0.9)}${arc(rx * 0.9, 0, 1, r, t + rx * 0.9)}Q${p(r, t + h * 0.5)} ${p(l, b)}H${n(r)}`
    case '3':
      return `M${p(l, t)}H${n(r)}L${p(cx, t + h * 0.4)}${arc(h * 0.3, 0, 1, cx, b)}Q${p(l + w * 0.15, b)} ${p(l, b - h * 0.14)}`
    case '4':
      return `M${p(l + w * 0.72, b)}V${n(t)}L${p(l, t + h * 0.68)}H${n(r + w * 0.06)}`
    case '5':
      return `M${p(r, t)}H${n(l + w * 0.08)}L${p(l, t + h * 0.45)}Q${p(cx, t + h * 0.36)} ${p(r - w * 0.12, t + h * 0.46)}Q${p(r + w * 0.06, t + h * 0.7)} ${p(r - w * 0.14, b - h * 0.08)}Q${p(cx, b + h * 0.06)} ${p(l, b - h * 0.1)}`
    case '6':
      return `M${p(r - w * 0.08, t)}Q${p(l, t + h * 0.2)} ${p(l, b - lower)}${arc(lower, 0, 0, r, b - lower)}${arc(lower, 0, 0, l, b - lower)}`
    case '7':
      return `M${p(l, t)}H${n(r)}L${p(l + w * 0.32, b)}`
    case '8':
      return `M${p(cx, t)}${arc(upper, 0, 1, cx, t + 2 * upper)}${arc(upper, 0, 1, cx, t)}M${p(cx, t + 2 * upper)}${arc(lower, 0, 1, cx, b)}${arc(lower, 0, 1, cx, t + 2 * upper)}`
    case '9':
      return `M${p(l + w * 0.08, b)}Q${p(r, b - h * 0.2)} ${p(r, t + lower)}${arc(lower, 0, 0, l, t + lower)}${arc(lower, 0, 0, r, t + lower)}`
    case 'k':
      return `M${p(l, t + h * 0.08)}V${n(b)}M${p(r, t + h * 0.34)}L${p(l, t + h * 0.7)}L${p(r, b)}`
    case '+':
      return `M${p(cx, cy - rx * 1.7)}V${n(cy + rx * 1.7)}M${p(cx - rx * 1.7, cy)}H${n(cx + rx * 1.7)}`
    default:
      return ''
  }
}

export interface NumberStyle {
  readonly colour: string
  /** Width of the strokes. */
  readonly weight: number
  /** Room between the strokes of neighbours. */
  readonly gap: number
}

/** `text` as an SVG path filling `box` from edge to edge of its strokes, centred; a single figure is not stretched. */
export function drawNumber(text: string, place: Box, { colour, weight, gap }: NumberStyle): string {
  const { top, height } = place
  const widest = (height - weight) * 0.62
  const room = (place.width - gap * (text.length - 1)) / text.length - weight
  const width = Math.min(room, widest)
  const total = text.length * (width + weight) + gap * (text.length - 1)
  const left = place.left + (place.width - total) / 2
  const stroke = (d: string, strokeWidth: number): string =>
    `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${n(strokeWidth)}" stroke-linejoin="round"/>`
  return Array.from(text)
    .map((sign, index) => {
      const box = {
        left: left + weight / 2 + index * (width + weight + gap),
        top: top + weight / 2,
        width,
        height: height - weight
      }
      // The plus is small: strokes as heavy as the figures' would fill it.
      return stroke(glyph(sign, box), sign === '+' ? weight * 0.72 : weight)
    })
    .join('')
}

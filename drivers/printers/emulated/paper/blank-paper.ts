/** Whether anything is printed on a piece of paper: what is blank is neither kept nor shown, whoever asks. */
import type { PaperPiece } from './receipt.js'

export const isBlankPaper = ({ image, secondImage }: Pick<PaperPiece, 'image' | 'secondImage'>): boolean =>
  image.isBlank && (secondImage?.isBlank ?? true)

/** English. */
import { showMoney } from '../show-money.js'
import { EXAMPLE_AMOUNTS, type InputWords } from './input-problem.js'

export const INPUT_WORDS_EN: InputWords = {
  missing: () => 'expected a value. Add it',
  unknownField: ({ near }) =>
    `there is no such thing. ${near === undefined ? 'Correct its spelling or remove it' : `Did you mean ${near}?`}`,
  wrongType: ({ type }) => `expected ${TYPES[type]}`,
  empty: () => 'it is empty. Write something',
  tooLong: ({ most }) => `too long. Write at most ${most} characters`,
  unprintable: () => 'it has characters that cannot be printed. Remove them',
  notOneOf: ({ choices }) => `expected one of ${choices.join(', ')}`,
  onlyOneOf: ({ fields }) => `give only one of ${fields.join(', ')}`,
  notAmount: ({ currency }) => `expected an amount in ${currency}, e.g. ${EXAMPLE_AMOUNTS[currency]}`,
  notPositive: () => 'expected an amount of more than zero',
  tooLarge: () => 'the amount is too large. Check it',
  notWhole: ({ least, most }) => `expected a whole number from ${least} to ${most}`,
  notQuantity: () => 'expected a quantity of more than zero with at most three decimals, e.g. 2 or 0.35',
  notADate: () => 'expected a date such as 20261123 or 2026-11-23',
  notApprovalNumber: ({ digits }) => `expected the ${digits} characters of the approval number`,
  notATender: () => 'expected card, cash or transfer, with an amount where needed, e.g. card:50000',
  notACashReceipt: () =>
    'expected none, self, personal:number, personal-card:number, business:number or business-card:number',
  notAnItem: () => 'expected an item as name:price[:quantity], e.g. Latte:4.75:2',
  needsEvidence: () => 'say what you saw that proves it: a statement line, a reference number',
  notJson: () => 'this is not JSON. Send well-formed JSON',
  tooMany: ({ most }) => `too many. At most ${most} are taken`,
  notAMobileNumber: () => 'expected a Korean mobile number such as 010-1234-5678',
  notTenDigits: () => 'expected a business number of ten digits',
  wrongCheckDigit: () => 'the check digit of the business number does not fit. Compare it with the certificate',
  notACashReceiptCard: () => 'expected a cash-receipt card of 13 to 19 digits',
  residentNumberRefused: () => 'a resident registration number is never taken. Use a mobile number or a card',
  kindDoesNotFitUse: () => 'this kind of number does not fit the use. Change the one or the other',
  nameMissing: () => 'expected the name of the buyer',
  nameTooLong: () => 'the name of the buyer is too long. Write at most 100 characters',
  taxNumberWrong: () => 'the check character of the tax number does not fit. Compare it with the licence',
  koreanPhoneWrong: () => 'expected a telephone number with its area code, e.g. 02-123-4567',
  phoneWrong: () => 'expected a Chinese mobile number of 11 digits',
  emailWrong: () => 'expected an address such as name@example.cn',
  negative: () => 'expected an amount of zero or more',
  moreThan: ({ most }) => `at most ${showMoney(most, 'en')} can be taken here. Give less`,
  notALine: () => 'expected the place of the item on the receipt and how many, e.g. 1 or 2:3',
  dateInFuture: () => 'the date is still to come. Give the day it was done',
  notMonths: ({ most }) => `expected 2 to ${most} months of instalments, by card only. Leave them out to pay at once`,
  tooLittleForInstalments: ({ from }) => `instalments begin at ${showMoney(from, 'en')}. Leave the months out`,
  needsReason: () => 'say why, in your own words',
  amountAgain: () => 'give the amount again, to be sure of it',
  unknownNumber: ({ of }) => `there is no ${of} of this number here. Check the number`,
  notNow: ({ see }) => `this cannot be done now. ${see === undefined ? 'Look at how it stands' : `See ${see}`}`,
  nothingToInvoice: () => 'the sale was not paid, or was cancelled: there is nothing to invoice',
  invoiceForCard: () => 'it was paid by card: the card slip is the evidence, and no tax invoice may be issued as well',
  cashReceiptStands: ({ see }) =>
    `a cash receipt stands for the sale: cancel it first${see === undefined ? '' : ` with ${see}`}`,
  alreadyInvoiced: () => 'an invoice of this sale is under way or issued already',
}

const TYPES = {
  text: 'text',
  number: 'a number',
  yesOrNo: 'true or false',
  list: 'a list',
  object: 'an object',
} as const

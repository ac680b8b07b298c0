/** Every address of the API and what answers there: a table, so that all of it is seen at once. */

import { amendmentRoutes } from './amendment-routes.js'
import { invoiceRoutes } from './invoice-routes.js'
import { listRoutes } from './list-routes.js'
import type { Route } from './route.js'
import { saleRoutes } from './sale-routes.js'
import { settlementRoutes } from './settlement-routes.js'
import type { ServedShop } from './shop.js'

export function routesOf(shop: ServedShop): readonly Route[] {
  return [
    ...saleRoutes(shop),
    ...amendmentRoutes(shop),
    ...invoiceRoutes(shop),
    ...settlementRoutes(shop),
    ...listRoutes(shop),
  ]
}

import { ResourcePage } from '../../resource/resource-page'
import { cardProducts } from './card-products'
import { goods } from './goods'
import { packages } from './packages'

export { CategoriesPage } from './categories-page'
export { FreightPage } from './freight-page'

export const GoodsPage = () => <ResourcePage resource={goods} path="/goods" />
export const PackagesPage = () => <ResourcePage resource={packages} path="/packages" />
export const CardProductsPage = () => <ResourcePage resource={cardProducts} path="/card-products" />

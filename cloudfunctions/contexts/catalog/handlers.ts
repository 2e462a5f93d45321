import type { Handler } from '../../runtime/context'
import { addNextSeason } from './add-next-season'
import { createCardProduct } from './create-card-product'
import { createCategory } from './create-category'
import { createFreightTemplate } from './create-freight-template'
import { createGoods } from './create-goods'
import { createPackage } from './create-package'
import { deleteCategory } from './delete-category'
import { deleteFreightTemplate } from './delete-freight-template'
import { getCardProduct } from './get-card-product'
import { getGoods } from './get-goods'
import { getPackage } from './get-package'
import { listCardProducts } from './list-card-products'
import { listCategories } from './list-categories'
import { listFreightTemplates } from './list-freight-templates'
import { listGoods } from './list-goods'
import { listPackages } from './list-packages'
import { shelfCardProducts } from './shelf-card-products'
import { shelfGoods } from './shelf-goods'
import { shelfPackages } from './shelf-packages'
import { updateCardProduct } from './update-card-product'
import { updateCategory } from './update-category'
import { updateFreightTemplate } from './update-freight-template'
import { updateGoods } from './update-goods'
import { updatePackage } from './update-package'

export const catalogHandlers: Handler[] = [
  listCategories,
  createCategory,
  updateCategory,
  deleteCategory,
  listGoods,
  getGoods,
  createGoods,
  updateGoods,
  shelfGoods,
  listPackages,
  getPackage,
  createPackage,
  updatePackage,
  shelfPackages,
  listCardProducts,
  getCardProduct,
  createCardProduct,
  updateCardProduct,
  addNextSeason,
  shelfCardProducts,
  listFreightTemplates,
  createFreightTemplate,
  updateFreightTemplate,
  deleteFreightTemplate,
]

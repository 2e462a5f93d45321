import { create } from 'zustand'

/** The address that was picked for what is being ordered; the default one until then. */
export const useChosenAddress = create<{ addressId: string | null }>(() => ({ addressId: null }))

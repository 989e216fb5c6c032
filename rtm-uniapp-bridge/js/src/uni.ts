import type { RtmModule } from './api';

declare global {
  // Joins the interface of @dcloudio/types; without that package nothing refers to it.
  interface Uni {
    requireNativePlugin(name: 'AR-RtmModule'): RtmModule;
  }
}

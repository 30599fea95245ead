declare module '../web/views.ts' {
  interface Views {
    'maintenance/about': { version: string }
  }
}

export {}

// Starts each behaviour where a page asks for it; without scripts every page works by links and forms.

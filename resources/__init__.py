"""Files that the app carries: icons, translations, unit and project templates."""

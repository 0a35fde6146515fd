"""How a body sits, asks and decides by its own working rules: data with a first day, and what each value rests on."""

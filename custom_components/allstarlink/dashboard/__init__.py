"""The live view: cards, and the websocket commands behind them."""
